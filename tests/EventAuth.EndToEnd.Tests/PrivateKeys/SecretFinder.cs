using System.Buffers.Binary;
using System.Text;

namespace EventAuth.EndToEnd.Tests.PrivateKeys;

/// <summary>Looks for any run of 16 bytes of some secrets: as they are, or written in base64 or hexadecimal digits at any alignment.</summary>
internal sealed class SecretFinder
{
    private const int Run = 16;

    // A run of few different bytes (zeros, dashes) says nothing about a secret.
    private const int FewestDifferent = 5;

    private readonly HashSet<UInt128> _runs = [];

    public SecretFinder(IEnumerable<byte[]> secrets)
    {
        foreach (var secret in secrets)
        {
            Keep(secret);
            foreach (var decoded in Decodings(secret))
            {
                Keep(decoded);
            }
        }
    }

    public bool IsIn(byte[] sent) => HasRun(sent) || Decodings(sent).Any(HasRun);

    private void Keep(byte[] bytes)
    {
        for (var i = 0; i + Run <= bytes.Length; i++)
        {
            if (bytes.Skip(i).Take(Run).Distinct().Count() >= FewestDifferent)
            {
                _runs.Add(BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(i)));
            }
        }
    }

    private bool HasRun(byte[] bytes)
    {
        for (var i = 0; i + Run <= bytes.Length; i++)
        {
            if (_runs.Contains(BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(i))))
            {
                return true;
            }
        }

        return false;
    }

    // The decoded base64 and hexadecimal parts of some bytes, ignoring line breaks and spaces.
    private static IEnumerable<byte[]> Decodings(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes).Replace("\\n", "", StringComparison.Ordinal);
        text = string.Concat(text.Where(c => c is not ('\r' or '\n' or ' ')));
        foreach (var passage in Passages(text, c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_'))
        {
            var standard = passage.Replace('-', '+').Replace('_', '/');
            for (var start = 0; start < 4 && standard.Length - start >= 4; start++)
            {
                yield return Convert.FromBase64String(standard[start..(standard.Length - ((standard.Length - start) % 4))]);
            }
        }

        foreach (var passage in Passages(text, char.IsAsciiHexDigit))
        {
            for (var start = 0; start < 2; start++)
            {
                yield return Convert.FromHexString(passage[start..(passage.Length - ((passage.Length - start) % 2))]);
            }
        }
    }

    private static IEnumerable<string> Passages(string text, Func<char, bool> belongs)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !belongs(text[i]))
            {
                if (i - start >= Run)
                {
                    yield return text[start..i];
                }

                start = i + 1;
            }
        }
    }
}
