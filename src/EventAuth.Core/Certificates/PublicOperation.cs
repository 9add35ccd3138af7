using System.Numerics;
using System.Security.Cryptography;

namespace EventAuth.Core.Certificates;

/// <summary>
/// RSAVP1 (RFC 8017, section 5.2.2): the message representative of a signature under one key, s^e mod n. Nothing in it is secret.
/// Prepared once for a key; one object serves all threads.
/// </summary>
internal sealed class PublicOperation
{
    private readonly OpensslHandle _number;
    private readonly OpensslHandle _modulus = OpensslHandle.Of(OpensslNumbers.NewModulus(), OpensslNumbers.FreeModulus);
    private readonly ulong _exponent;

    private PublicOperation(ReadOnlySpan<byte> modulus, ulong exponent)
    {
        _number = OpensslHandle.Of(OpensslNumbers.Read(modulus, 0), OpensslNumbers.FreeNumber);
        _exponent = exponent;
    }

    /// <summary>The operation of a key, or null where it cannot be prepared: no OpenSSL 3, an even modulus, an exponent that is even, below 3 or above 64 bits.</summary>
    public static PublicOperation? Find(RSAParameters key)
    {
        var exponent = new BigInteger(key.Exponent, isUnsigned: true, isBigEndian: true);
        if (!OpensslNumbers.AreThere || exponent.IsEven || exponent < 3 || exponent > ulong.MaxValue)
        {
            return null;
        }

        var operation = new PublicOperation(key.Modulus, (ulong)exponent);
        return OpensslNumbers.SetModulus(operation._modulus.Pointer, operation._number.Pointer, PublicOperationNumbers.OfThread.Scratch) != 0 ? operation : null;
    }

    /// <summary>
    /// Computes the representative, as many bytes as the modulus has. False when the signature is not below the modulus (step 1) and when there was no memory:
    /// neither says that the signature is good.
    /// </summary>
    public bool TryCompute(ReadOnlySpan<byte> signature, Span<byte> representative)
    {
        var numbers = PublicOperationNumbers.OfThread;
        var isComputed = OpensslNumbers.Read(signature, numbers.Plain) != 0
            && OpensslNumbers.Compare(numbers.Plain, _number.Pointer) < 0
            && Raise(numbers)
            && OpensslNumbers.Write(numbers.Power, representative) == representative.Length;
        GC.KeepAlive(this);
        return isComputed;
    }

    // From the exponent's second highest bit down. It is odd, so the last factor can be the plain number, which takes the power out of Montgomery form on the way.
    private bool Raise(PublicOperationNumbers numbers)
    {
        if (OpensslNumbers.ToMontgomery(numbers.Factor, numbers.Plain, _modulus.Pointer, numbers.Scratch) == 0)
        {
            return false;
        }

        var power = numbers.Factor;
        for (var bit = BitOperations.Log2(_exponent) - 1; bit >= 0; bit--)
        {
            var isMultiplied = Multiply(power, power, numbers);
            power = numbers.Power;
            if (((_exponent >> bit) & 1) == 1)
            {
                isMultiplied = isMultiplied && Multiply(power, bit == 0 ? numbers.Plain : numbers.Factor, numbers);
            }

            if (!isMultiplied)
            {
                return false;
            }
        }

        return true;
    }

    private bool Multiply(nint first, nint second, PublicOperationNumbers numbers) =>
        OpensslNumbers.Multiply(numbers.Power, first, second, _modulus.Pointer, numbers.Scratch) != 0;
}
