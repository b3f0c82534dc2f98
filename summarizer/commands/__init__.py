"""The commands of the command line, one file each, thin: they read options, call the package, and print."""
