// swift-tools-version: 6.2
//
// dutyd: declarative responsibility rules, run as a daemon.
//
// Modules import downwards only; the order below is the order of the layers, and
// Tests/ArchitectureTests compares every file's imports with these arrows.
//
// Three modules are more than the design's table: `DutyDigest` (SHA-256 from the system's
// libcrypto) stands below the pure modules because the book's address and the ledger's
// chain both need it; `DutyControl` holds the client side of the control socket, so that
// `dutyctl` does not link the server; `DutyWiring` holds what both executables wire alike.
// `DutyOversight` (ladders, rates, scores, ranks) and `DutyRoster` (posts and shifts) are pure
// like the planner: they answer for what the engine, the pages and an auditor ask alike.
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of the house: its name and what it may import.
func module(_ name: String, _ arrows: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: arrows, swiftSettings: strict)
}

/// The test twin of a module. Golden files are read where they lie, beside the test that names them.
func tests(_ name: String, _ arrows: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: arrows, exclude: goldenFolders[name] ?? [], swiftSettings: strict)
}

let goldenFolders = ["DutyDocumentsTests": ["Golden"], "DutyPagesTests": ["Golden"]]

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let lifecycle: [Target.Dependency] = [
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]
let http: [Target.Dependency] = [
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "Logging", package: "swift-log"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOExtras", package: "swift-nio-extras"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]

/// The package puts the Swift runtime's libraries beside the binary.
let besideLibraries: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/dutyd"])
]

/// Swift's runtime as archives; they name each other, so that they are looked through as one group.
let runtimeLibraries = [
  "Foundation", "FoundationInternationalization", "FoundationEssentials", "CoreFoundation", "_FoundationICU",
  "_FoundationCShims", "_FoundationCollections", "dispatch", "BlocksRuntime", "stdc++",
]

/// What Sources/CCounting does otherwise where a process has one thread.
let counting = ["retain", "release", "retain_n", "release_n", "bridgeObjectRetain", "bridgeObjectRelease"]

/// `dutyctl` carries Swift's runtime within itself: a rehearsal of a year calls it some billion times, and each call
/// into a shared library goes by way of a table.
let withinLibraries: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-stdlib"]
      + (counting.map { "--wrap=swift_" + $0 }
      + ["--start-group"] + runtimeLibraries.map { "-l" + $0 } + ["--end-group"]).flatMap { ["-Xlinker", $0] },
    .when(configuration: .release))
]

let package = Package(
  name: "dutyd",
  products: [
    .executable(name: "dutyd", targets: ["dutyd"]),
    .executable(name: "dutyctl", targets: ["dutyctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
    .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd"),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter"),
    // Called a billion times, and three instructions long: they need no frames.
    .target(name: "CCounting", cSettings: [.unsafeFlags(["-momit-leaf-frame-pointer"])]),

    module("DutyDigest", ["CCrypto"]),
    module("DutyCalendar"),
    module("DutyBook", ["DutyCalendar"]),
    module("DutyRules", ["DutyCalendar", "DutyBook", "DutyDigest", yams]),
    module("DutyLedger", ["DutyCalendar", "DutyDigest"]),
    module("DutyPlanning", ["DutyCalendar", "DutyBook", "DutyLedger", "DutyDigest"]),
    module("DutyRights", ["DutyCalendar", "DutyBook", "DutyLedger"]),
    module("DutyOversight", ["DutyCalendar", "DutyBook", "DutyLedger", "DutyDigest"]),
    module("DutyRoster", ["DutyCalendar", "DutyBook", "DutyLedger"]),
    module("DutyDispatch", ["DutyCalendar", "DutyBook", "DutyLedger"]),
    module("DutyDelivery", ["DutyCalendar", "DutyBook", "DutyLedger", "DutyDigest", mustache]),
    module("DutyPorts", ["DutyCalendar", "DutyBook", "DutyLedger", "DutyDigest"]),
    module(
      "DutyEngine",
      [
        "DutyCalendar", "DutyBook", "DutyRules", "DutyLedger", "DutyPlanning", "DutyOversight", "DutyRoster",
        "DutyDispatch", "DutyDelivery", "DutyPorts", "DutyDigest", "DutyRights",
      ]),
    module(
      "DutyRehearsal",
      [
        "DutyCalendar", "DutyBook", "DutyRules", "DutyLedger", "DutyPlanning", "DutyEngine", "DutyPorts", "DutyDigest",
        "DutyDelivery", "DutyDocuments", "DutyReporting",
      ]),
    module("DutyStore", ["DutyCalendar", "DutyLedger", "DutyPorts", "DutyDigest", grdb]),
    module(
      "DutyDocuments",
      ["DutyCalendar", "DutyBook", "DutyLedger", "DutyDispatch", "DutyOversight", "DutyRoster", "DutyDigest", mustache]),
    module("DutySheets", ["DutyCalendar", "DutyDocuments", "CXLSXWriter"]),
    module("DutyPages", ["DutyCalendar", "DutyBook", "DutyLedger", "DutyDigest", "DutyDocuments", mustache]),
    module(
      "DutyReporting",
      [
        "DutyCalendar", "DutyBook", "DutyRules", "DutyLedger", "DutyPlanning", "DutyOversight", "DutyRoster",
        "DutyDispatch", "DutyPorts", "DutyEngine", "DutyDocuments", "DutyDelivery", "DutyPages",
      ]),
    module(
      "DutyFront",
      [
        "DutyCalendar", "DutyBook", "DutyLedger", "DutyPlanning", "DutyOversight", "DutyRoster", "DutyDispatch",
        "DutyPorts", "DutyEngine", "DutyDelivery", "DutyDocuments", "DutyPages", "DutyReporting", "DutyRights",
        "DutyRules", "DutyDigest",
      ] + http + [.product(name: "Hummingbird", package: "hummingbird")]),
    module("DutyChannels", ["DutyBook", "DutyCalendar", "DutyDelivery", "DutyLedger", "DutyPorts", "CCurl"] + lifecycle),
    module("DutyHTTP", ["DutyCalendar", "DutyLedger", "DutyPorts"] + http),
    module("DutyControl", ["DutyLedger", "CCurl"]),
    module("DutyHost", ["DutyCalendar", "DutyLedger", "DutyPorts", "CSystemd", logging] + lifecycle),
    module(
      "DutyWiring", ["DutyBook", "DutyDispatch", "DutyDocuments", "DutyEngine", "DutyHost", "DutyPorts", "DutyRules"]),
    .executableTarget(
      name: "dutyd",
      dependencies: [
        "DutyBook", "DutyCalendar", "DutyChannels", "DutyDelivery", "DutyEngine", "DutyFront", "DutyHTTP", "DutyHost",
        "DutyLedger", "DutyPorts", "DutyRehearsal", "DutyReporting", "DutyStore", "DutyWiring", arguments, logging,
        .product(name: "NIOPosix", package: "swift-nio"),
      ] + lifecycle,
      swiftSettings: strict, linkerSettings: besideLibraries),
    .executableTarget(
      name: "dutyctl",
      dependencies: [
        "CCounting", "DutyBook", "DutyCalendar", "DutyControl", "DutyDelivery", "DutyDigest", "DutyDispatch",
        "DutyDocuments", "DutyEngine", "DutyHost", "DutyLedger", "DutyOversight", "DutyPages", "DutyPlanning",
        "DutyPorts", "DutyRehearsal", "DutyReporting", "DutyRoster", "DutyRules", "DutySheets", "DutyStore", "DutyWiring", arguments,
      ],
      swiftSettings: strict, linkerSettings: besideLibraries + withinLibraries),

    // Tests: one target per module; a kit and the store's laws are plain targets that several of them use.
    .target(
      name: "StoreLaws", dependencies: ["DutyCalendar", "DutyLedger", "DutyPorts"], path: "Tests/StoreLaws",
      swiftSettings: strict),
    .target(
      name: "DutyTestKit",
      dependencies: [
        "DutyBook", "DutyCalendar", "DutyDispatch", "DutyEngine", "DutyLedger", "DutyPlanning", "DutyPorts",
        "DutyRules", "DutyStore",
      ], path: "Tests/DutyTestKit", swiftSettings: strict),
    .executableTarget(name: "district", path: "Tests/District", swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "DutyBook", "DutyCalendar", "DutyDigest", "DutyEngine", "DutyHost", "DutyLedger", "DutyPlanning", "DutyPorts",
        "DutyRules", "DutyStore", "DutyWiring", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/Benchmarks", exclude: ["ceiling", "load", "run"], swiftSettings: strict),
    tests("ArchitectureTests", []),
    tests(
      "CommandTests",
      [
        "dutyctl", "dutyd", "district", "DutyBook", "DutyCalendar", "DutyEngine", "DutyLedger", "DutyPlanning",
        "DutyPages", "DutyPorts", "DutyReporting", "DutyTestKit", arguments,
      ]),
    tests("DutyCalendarTests", ["DutyCalendar"]),
    tests("DutyRulesTests", ["DutyRules", "DutyBook", "DutyCalendar"]),
    tests("DutyLedgerTests", ["DutyLedger", "DutyCalendar", "DutyDigest"]),
    tests(
      "DutyPlanningTests",
      ["DutyPlanning", "DutyTestKit", "DutyBook", "DutyCalendar", "DutyDigest", "DutyLedger", "DutyRules"]),
    tests(
      "DutyEngineTests",
      [
        "DutyEngine", "DutyTestKit", "DutyBook", "DutyCalendar", "DutyDelivery", "DutyDispatch", "DutyLedger",
        "DutyPlanning", "DutyPorts", "DutyRoster", "DutyRules", "DutyStore",
      ]),
    tests("DutyOversightTests", ["DutyOversight", "DutyBook", "DutyCalendar", "DutyLedger", "DutyRules", "DutyTestKit"]),
    tests("DutyRosterTests", ["DutyRoster", "DutyBook", "DutyCalendar", "DutyLedger", "DutyRules", "DutyTestKit"]),
    tests(
      "DutyRehearsalTests",
      [
        "DutyRehearsal", "DutyBook", "DutyCalendar", "DutyDocuments", "DutyEngine", "DutyLedger", "DutyPlanning",
        "DutyPorts", "DutyReporting", "DutyRules", "DutyStore", "DutyTestKit",
      ]),
    tests(
      "DutyReportingTests",
      [
        "DutyReporting", "DutyBook", "DutyCalendar", "DutyDelivery", "DutyDispatch", "DutyDocuments", "DutyEngine",
        "DutyLedger", "DutyOversight", "DutyPlanning", "DutyPorts", "DutyTestKit",
      ]),
    tests("DutyDispatchTests", ["DutyDispatch", "DutyBook", "DutyCalendar", "DutyLedger"]),
    tests(
      "DutyDeliveryTests", ["DutyDelivery", "DutyBook", "DutyCalendar", "DutyDigest", "DutyLedger", "DutyTestKit"]),
    tests("DutyChannelsTests", ["DutyChannels", "DutyBook", "DutyCalendar", "DutyDelivery", "DutyLedger"]),
    tests(
      "DutyDocumentsTests",
      ["DutyDocuments", "DutyTestKit", "DutyBook", "DutyCalendar", "DutyDispatch", "DutyLedger", "DutyOversight"]),
    tests("DutySheetsTests", ["DutySheets", "DutyCalendar", "DutyDocuments"]),
    tests("DutyPagesTests", ["DutyPages", "DutyTestKit", "DutyCalendar", "DutyLedger"]),
    tests("DutyStoreTests", ["DutyStore", "StoreLaws", "DutyCalendar", "DutyLedger", "DutyPorts", grdb]),
    tests("DutyRightsTests", ["DutyRights", "DutyBook", "DutyCalendar", "DutyRules", "DutyTestKit"]),
    tests(
      "DutyFrontTests",
      [
        "DutyFront", "DutyControl", "DutyRights", "DutyTestKit", "DutyBook", "DutyCalendar", "DutyDelivery", "DutyDigest",
        "DutyEngine", "DutyLedger", "DutyPages", "DutyPlanning", "DutyPorts", "DutyStore",
      ] + http + [.product(name: "Hummingbird", package: "hummingbird")]),
    tests("DutyHostTests", ["DutyHost", "CSystemd", "DutyCalendar", "DutyLedger", "DutyPorts", logging] + lifecycle),
    tests(
      "DutyHTTPTests", ["DutyHTTP", "DutyControl", "DutyCalendar", "DutyLedger", "DutyPorts", logging] + lifecycle),
  ],
  swiftLanguageModes: [.v6]
)
