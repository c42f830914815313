"""What breaks a load, and how what is left of it is judged: support for the fault tests."""
