/// The program's version, as `--version` prints it and the package carries it.
let version = "0.1.0"
