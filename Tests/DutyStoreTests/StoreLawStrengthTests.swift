import StoreLaws
import Testing

/// That the laws are worth something: a store with a fault does not pass them.
@Suite struct StoreLawStrengthTests {
  @Test(arguments: BrokenStore.Fault.allCases)
  func everyFaultBreaksALaw(_ fault: BrokenStore.Fault) {
    let broken = StoreLaw.all.filter { !$0.check(BrokenStore(fault)).isEmpty }
    #expect(!broken.isEmpty, "no law notices a store that \(fault.rawValue)")
  }

  @Test(arguments: StoreLaw.all)
  func everyLawIsBrokenByAFault(_ law: StoreLaw) {
    let noticed = BrokenStore.Fault.allCases.filter { !law.check(BrokenStore($0)).isEmpty }
    #expect(!noticed.isEmpty, "no fault breaks the law `\(law)`")
  }
}
