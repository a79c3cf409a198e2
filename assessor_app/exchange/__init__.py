"""The door: everything that comes in or goes out as a file. Bytes from outside are foreign until verified."""
