/// The program's version, as `--version` prints it.
let version = "0.1.0"
