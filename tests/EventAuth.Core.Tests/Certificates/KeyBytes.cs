using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>Writes RSA numbers and other pieces in DER as a test needs them, valid or not.</summary>
internal static class KeyBytes
{
    /// <summary>SubjectPublicKeyInfo of any two numbers.</summary>
    public static byte[] Info(BigInteger modulus, BigInteger exponent, string algorithm = "1.2.840.113549.1.1.1")
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                writer.WriteNull();
            }

            writer.WriteBitString(Pkcs1(modulus, exponent));
        }

        return writer.Encode();
    }

    public static byte[] Pkcs1(params BigInteger[] numbers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var number in numbers)
            {
                writer.WriteInteger(number);
            }
        }

        return writer.Encode();
    }

    public static (BigInteger Modulus, BigInteger Exponent) Numbers(byte[] info)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(info, out _);
        var numbers = rsa.ExportParameters(false);
        return (new BigInteger(numbers.Modulus, isUnsigned: true, isBigEndian: true), new BigInteger(numbers.Exponent, isUnsigned: true, isBigEndian: true));
    }

    public static string Pem(byte[] der, string label = "PUBLIC KEY") => PemEncoding.WriteString(label, der);
}
