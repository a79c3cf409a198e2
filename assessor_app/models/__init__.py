"""The subject: people, schemes, dossiers, marks and the rules that turn marks into a recommendation. Plain Python only."""
