import CCrypto

/// A SHA-256 digest.
///
/// - Shape: ``bytes``, 32 bytes; ``hex``, 64 lower-case digits.
/// - Source: FIPS 180-4, computed by the system's libcrypto.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  /// The digest of `bytes`.
  package init(of bytes: some Sequence<UInt8>) {
    let hasher = Hasher256()
    hasher.update(Array(bytes))
    self = hasher.finish()
  }

  /// The digest of the UTF-8 bytes of `text`.
  package init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// A digest as it was stored; `nil` unless it has 32 bytes.
  package init?(stored bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// A digest as it was printed; `nil` unless it has 64 hexadecimal digits.
  package init?(hex: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    var high: UInt8?
    for digit in hex.utf8 {
      let value: UInt8
      switch digit {
      case 48...57: value = digit - 48
      case 97...102: value = digit - 87
      case 65...70: value = digit - 55
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard high == nil, bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// 32 zero bytes: what the first link of a chain points back to.
  package static let zero = Digest(unchecked: [UInt8](repeating: 0, count: 32))

  init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The digest in hexadecimal, 64 lower-case digits.
  package var hex: String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
      func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
      for (index, byte) in bytes.enumerated() {
        digits[2 * index] = digit(byte >> 4)
        digits[2 * index + 1] = digit(byte & 15)
      }
      return bytes.count * 2
    }
  }

  package var description: String { hex }

  /// The first twelve digits: what people compare.
  package var short: String { String(hex.prefix(12)) }
}

/// The algorithm, looked up once: libcrypto's own look-up at every start costs more than a short text's hash.
///
/// It is never written again, and libcrypto counts its users atomically.
nonisolated(unsafe) private let sha256: OpaquePointer? = EVP_MD_fetch(nil, "SHA256", nil) ?? EVP_sha256()

/// SHA-256 over pieces as they come.
package struct Hasher256: ~Copyable {
  private let context: OpaquePointer?

  package init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, sha256, nil)
  }

  package func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  package func update(_ bytes: UnsafeRawBufferPointer) {
    _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  package consuming func finish() -> Digest {
    var out = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    EVP_DigestFinal_ex(context, &out, &length)
    return Digest(unchecked: out)
  }

  deinit { EVP_MD_CTX_free(context) }
}
