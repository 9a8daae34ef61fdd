import Foundation

private let usage = """
  usage: district sample --out DIR [--seed N]
         district scale --out DIR [--places N] [--rules R] [--standards S] [--classes C]
                        [--named N] [--seed N]

  Writes rule directories for dutyd: the registers of the sample district, or a whole district of any size for
  benchmarks. The same arguments give the same bytes. --named is how many standards rules name one by one, so that
  each is a class of its own (at least 40); the others are told apart by sector only.

  example: district sample --out rules
           district scale --places 1000000 --standards 188 --rules 2000 --classes 5000 --out /tmp/scale
  """

/// Runs one command; returns the exit code: 0 done, 1 failed, 2 usage.
func run(_ arguments: [String]) -> Int32 {
  guard let options = Options(arguments) else {
    FileHandle.standardError.write(Data((usage + "\n").utf8))
    return 2
  }
  do {
    let output = Output(options.out)
    let seed = UInt64(options.number("seed", 20_260_101))
    switch options.command {
    case "sample":
      print(try writeSample(to: output, seed: seed))
    default:
      let size = ScaleSize(
        places: options.number("places", 100_000), rules: options.number("rules", 2_000),
        standards: options.number("standards", 188), classes: options.number("classes", 5_000),
        named: options.number("named", 0))
      print(try writeScale(size, to: output, seed: seed))
    }
    return 0
  } catch {
    FileHandle.standardError.write(Data("district: \(error)\n".utf8))
    return 1
  }
}
