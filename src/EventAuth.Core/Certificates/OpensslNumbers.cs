using System.Runtime.InteropServices;

namespace EventAuth.Core.Certificates;

/// <summary>
/// The numbers of OpenSSL, with which the framework's RSA computes too. Called directly where a signature check would otherwise spend a third of its
/// time on looking up algorithms and on memory. https://docs.openssl.org/3.0/man3/BN_mod_mul_montgomery/
/// Each function that gives an int gives 0, and each that gives a number gives 0, when it failed.
/// </summary>
internal static partial class OpensslNumbers
{
    private const string Library = "libcrypto.so.3";

    /// <summary>Whether this machine has the library. Where the framework brings another one, signatures are checked through the framework alone.</summary>
    public static bool AreThere { get; } = NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "BN_new")]
    public static partial nint NewNumber();

    [LibraryImport(Library, EntryPoint = "BN_free")]
    public static partial void FreeNumber(nint number);

    /// <summary>Reads a big-endian number into one that exists, or into a new one for 0.</summary>
    public static nint Read(ReadOnlySpan<byte> bytes, nint number) => Read(bytes, bytes.Length, number);

    /// <summary>Writes a number as exactly so many bytes, big-endian; -1 when it is too large for them.</summary>
    public static int Write(nint number, Span<byte> bytes) => Write(number, bytes, bytes.Length);

    /// <summary>Below 0, 0 or above 0, as the first number is smaller, equal or larger.</summary>
    [LibraryImport(Library, EntryPoint = "BN_ucmp")]
    public static partial int Compare(nint first, nint second);

    [LibraryImport(Library, EntryPoint = "BN_CTX_new")]
    public static partial nint NewScratch();

    [LibraryImport(Library, EntryPoint = "BN_CTX_free")]
    public static partial void FreeScratch(nint scratch);

    [LibraryImport(Library, EntryPoint = "BN_MONT_CTX_new")]
    public static partial nint NewModulus();

    [LibraryImport(Library, EntryPoint = "BN_MONT_CTX_free")]
    public static partial void FreeModulus(nint modulus);

    /// <summary>Prepares an odd number as a modulus. From then on it is only read, by any number of threads.</summary>
    [LibraryImport(Library, EntryPoint = "BN_MONT_CTX_set")]
    public static partial int SetModulus(nint modulus, nint number, nint scratch);

    /// <summary>Multiplies by the modulus' Montgomery factor: the form that <see cref="Multiply"/> takes.</summary>
    [LibraryImport(Library, EntryPoint = "BN_to_montgomery")]
    public static partial int ToMontgomery(nint result, nint number, nint modulus, nint scratch);

    /// <summary>The product of two numbers, divided by the modulus' Montgomery factor: of two in Montgomery form one in that form, of one and a plain one a plain one.</summary>
    [LibraryImport(Library, EntryPoint = "BN_mod_mul_montgomery")]
    public static partial int Multiply(nint result, nint first, nint second, nint modulus, nint scratch);

    [LibraryImport(Library, EntryPoint = "BN_bin2bn")]
    private static partial nint Read(ReadOnlySpan<byte> bytes, int length, nint number);

    [LibraryImport(Library, EntryPoint = "BN_bn2binpad")]
    private static partial int Write(nint number, Span<byte> bytes, int length);
}
