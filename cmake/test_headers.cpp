// Exists to own the precompiled header of the tests.
