using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>
/// Tokens of the customers c-0000001, c-0000002, …: signed once and kept in a file that stores only the signatures
/// (after 16 bytes: <c>iat</c> and <c>exp</c>). They are valid for 20 days and are signed again on the last one.
/// </summary>
internal sealed class CustomerTokens : IDisposable
{
    private const int HeadLength = 16;
    private const int SignatureLength = 256;
    private const int Portion = 20_000;
    private static readonly string s_header = Encode("""{"alg":"RS256","typ":"JWT"}""");

    private readonly ShopKey _key;
    private readonly SafeFileHandle _file;

    private CustomerTokens(ShopKey key, SafeFileHandle file, long issued, long expires)
    {
        _key = key;
        _file = file;
        Issued = issued;
        Expires = expires;
    }

    /// <summary><c>iat</c> of all of them, in seconds since 1970.</summary>
    public long Issued { get; }

    /// <summary><c>exp</c> of all of them, in seconds since 1970.</summary>
    public long Expires { get; }

    public static CustomerTokens Open(CacheFolder cache, ShopKey key, TimeProvider time)
    {
        var file = File.OpenHandle(cache.File("tokens.bin"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        var now = time.GetUtcNow();
        Span<byte> head = stackalloc byte[HeadLength];
        var kept = RandomAccess.Read(file, head, 0) == HeadLength;
        if (!kept || BinaryPrimitives.ReadInt64LittleEndian(head[8..]) < now.AddDays(1).ToUnixTimeSeconds())
        {
            RandomAccess.SetLength(file, 0);
            BinaryPrimitives.WriteInt64LittleEndian(head, now.AddMinutes(-1).ToUnixTimeSeconds());
            BinaryPrimitives.WriteInt64LittleEndian(head[8..], now.AddDays(20).ToUnixTimeSeconds());
            RandomAccess.Write(file, head, 0);
        }

        return new CustomerTokens(key, file, BinaryPrimitives.ReadInt64LittleEndian(head), BinaryPrimitives.ReadInt64LittleEndian(head[8..]));
    }

    /// <summary>Signs what is missing of the first <paramref name="count"/>, on all cores, and stores it in portions.</summary>
    public void Make(int count, Action<string> say)
    {
        var done = (int)((RandomAccess.GetLength(_file) - HeadLength) / SignatureLength);
        if (done < count)
        {
            say($"Signing {count - done:N0} tokens; they are kept …");
        }

        while (done < count)
        {
            var portion = new byte[Math.Min(Portion, count - done) * SignatureLength];
            var first = done;
            Parallel.For(0, portion.Length / SignatureLength, _key.Open, (i, _, rsa) =>
            {
                Sign(rsa, SigningInput(first + i, Issued, Expires), portion.AsSpan(i * SignatureLength, SignatureLength));
                return rsa;
            }, rsa => rsa.Dispose());
            RandomAccess.Write(_file, portion, HeadLength + ((long)done * SignatureLength));
            done += portion.Length / SignatureLength;
        }
    }

    /// <summary>The token of a customer, counted from 0.</summary>
    public string Of(int customer) => SigningInput(customer, Issued, Expires) + "." + Base64Url.EncodeToString(SignatureOf(customer));

    /// <summary>A token that looks right and whose signature is another customer's.</summary>
    public string Forged(int customer, int other) => SigningInput(customer, Issued, Expires) + "." + Base64Url.EncodeToString(SignatureOf(other));

    /// <summary>A correctly signed token that expired an hour ago.</summary>
    public string Expired(int customer, DateTimeOffset now)
    {
        var input = SigningInput(customer, now.AddHours(-2).ToUnixTimeSeconds(), now.AddHours(-1).ToUnixTimeSeconds());
        var signature = new byte[SignatureLength];
        using var rsa = _key.Open();
        Sign(rsa, input, signature);
        return input + "." + Base64Url.EncodeToString(signature);
    }

    public void Dispose() => _file.Dispose();

    private static void Sign(RSA rsa, string input, Span<byte> signature) =>
        rsa.SignData(Encoding.ASCII.GetBytes(input), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string SigningInput(int customer, long issued, long expires) => s_header + "." + Encode(string.Create(
        CultureInfo.InvariantCulture, $$"""{"customId":"c-{{customer + 1:D7}}","iat":{{issued}},"exp":{{expires}}}"""));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private byte[] SignatureOf(int customer)
    {
        var signature = new byte[SignatureLength];
        return RandomAccess.Read(_file, signature, HeadLength + ((long)customer * SignatureLength)) == SignatureLength
            ? signature
            : throw new InvalidOperationException($"Token {customer} has not been made.");
    }
}
