using System.Numerics;
using System.Security.Cryptography;
using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tests.Certificates;

public sealed class PublicOperationTests
{
    [OpensslFact]
    public void TryCompute_NumbersOfEveryKind_AgreesWithPlainArithmetic()
    {
        var random = new Random(20171120);
        foreach (var (size, exponent) in new[] { (2048, 65537UL), (2048, 3UL), (2056, 65539UL), (3072, 65537UL), (4096, 0xfffffffffffffffdUL), (8192, 65537UL) })
        {
            var modulus = OddNumber(random, size);
            var operation = PublicOperation.Find(Key(modulus, exponent))!;
            foreach (var signature in Signatures(random, modulus))
            {
                var representative = new byte[size / 8];
                Assert.True(operation.TryCompute(Bytes(signature, size / 8), representative));
                Assert.Equal(BigInteger.ModPow(signature, exponent, modulus), Number(representative));
            }
        }
    }

    [OpensslFact]
    public void TryCompute_SignatureNotBelowTheModulus_IsFalse()
    {
        var modulus = OddNumber(new Random(1), 2048);
        var operation = PublicOperation.Find(Key(modulus, 65537))!;
        foreach (var signature in new[] { modulus, modulus + 1, (BigInteger.One << 2048) - 1 })
        {
            Assert.False(operation.TryCompute(Bytes(signature, 256), new byte[256]));
        }
    }

    [OpensslFact]
    public void TryCompute_ManyKeysAndThreadsAtOnce_DoNotDisturbEachOther()
    {
        var operations = Enumerable.Range(1, 4)
            .Select(seed => OddNumber(new Random(seed), 2048 + (8 * seed)))
            .Select(modulus => (Modulus: modulus, Operation: PublicOperation.Find(Key(modulus, 65537))!))
            .ToArray();
        Parallel.For(0, 400, number =>
        {
            var (modulus, operation) = operations[number % operations.Length];
            var length = modulus.GetByteCount(isUnsigned: true);
            var signature = OddNumber(new Random(number), 2000);
            var representative = new byte[length];
            Assert.True(operation.TryCompute(Bytes(signature, length), representative));
            Assert.Equal(BigInteger.ModPow(signature, 65537, modulus), Number(representative));
        });
    }

    [Fact]
    public void Find_KeyThatCannotBePrepared_IsNull()
    {
        var modulus = OddNumber(new Random(2), 2048);
        Assert.Null(PublicOperation.Find(Key(modulus - 1, 65537)));
        Assert.Null(PublicOperation.Find(Key(modulus, 1)));
        Assert.Null(PublicOperation.Find(Key(modulus, 65536)));
        Assert.Null(PublicOperation.Find(new RSAParameters { Modulus = Bytes(modulus, 256), Exponent = [1, 0, 0, 0, 0, 0, 0, 0, 1] }));
    }

    // Zero, one, whole words of zeros at either end, the largest, and ordinary ones.
    private static IEnumerable<BigInteger> Signatures(Random random, BigInteger modulus) =>
    [
        0, 1, 2, 3, modulus - 1, modulus - 2, BigInteger.One << 64, BigInteger.One << 1024, (BigInteger.One << 1984) - 1, modulus >> 64, modulus >> 128,
        .. Enumerable.Range(0, 50).Select(_ => OddNumber(random, 2048) % modulus),
    ];

    private static BigInteger OddNumber(Random random, int bits)
    {
        var bytes = new byte[bits / 8];
        random.NextBytes(bytes);
        bytes[0] |= 0x80;
        bytes[^1] |= 1;
        return Number(bytes);
    }

    private static RSAParameters Key(BigInteger modulus, ulong exponent) => new()
    {
        Modulus = modulus.ToByteArray(isUnsigned: true, isBigEndian: true),
        Exponent = new BigInteger(exponent).ToByteArray(isUnsigned: true, isBigEndian: true),
    };

    private static byte[] Bytes(BigInteger number, int length)
    {
        var bytes = new byte[length];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, length - digits.Length);
        return bytes;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
