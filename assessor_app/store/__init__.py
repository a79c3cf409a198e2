"""The memory: the encrypted workspace. The only SQL of the program is here."""
