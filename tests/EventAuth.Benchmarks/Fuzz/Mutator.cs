using System.Text;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Makes inputs from the seeds: an input is a seed with a few changes, and sometimes it is made very long.</summary>
/// <param name="seeds">At least one, none empty.</param>
/// <param name="blowUpOneIn">How rarely an input is made very long: this is slow, because it then has the maximum length.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, int blowUpOneIn)
{
    private const int MostChanges = 4;
    private const int LongestSlice = 48;

    private static readonly byte[][] s_words =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "-", "0", "1e400", "-0", "99999999999999999999", "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\\u00", "\uFEFF", "\0", "\n", "\r\n", " ", "=", ".", "..", "+", "/", "%",
            "\"action\":", "\"client\":{", "\"attributes\":{", "\"uuid\":\"\",", "\"exp\":1,", "\"alg\":\"none\",", "\"crit\":[],", "eyJ", "e30", "AAAA", "MII", "-----BEGIN", "-----END", "PRIVATE KEY", "PUBLIC KEY-----", "CERTIFICATE", "ssh-rsa ", "\\n", "2026-11-22T10:15:00Z", "é", "\U0001F600",
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x02, 0x82, 0x01, 0x01],
    ];

    /// <summary>Makes an input; the same for the same random numbers.</summary>
    public void Make(FuzzInput input, ref FuzzRandom chance)
    {
        input.Begin(seeds[chance.Below(seeds.Count)]);
        for (var changes = 1 + chance.Below(MostChanges); changes > 0; changes--)
        {
            Change(input, ref chance);
        }

        if (chance.OneIn(blowUpOneIn))
        {
            BlowUp(input, ref chance);
        }
    }

    private void Change(FuzzInput input, ref FuzzRandom chance)
    {
        if (input.Length == 0)
        {
            input.Insert(0, seeds[chance.Below(seeds.Count)]);
            return;
        }

        var at = chance.Below(input.Length);
        var length = Math.Min(1 + chance.Below(LongestSlice), input.Length - at);
        switch (chance.Below(8))
        {
            case 0:
                input.Writable[at] ^= (byte)(1 << chance.Below(8));
                break;
            case 1:
                input.Writable[at] = (byte)chance.Below(256);
                break;
            case 2:
                input.Writable[at] = (byte)(' ' + chance.Below(95));
                break;
            case 3:
                input.Remove(at, length);
                break;
            case 4:
                input.Insert(at, input.Bytes.Slice(at, length));
                break;
            case 5:
                var other = seeds[chance.Below(seeds.Count)];
                var from = chance.Below(other.Length);
                input.Insert(at, other.AsSpan(from, Math.Min(length, other.Length - from)));
                break;
            case 6:
                Swap(input, at, chance.Below(input.Length));
                break;
            default:
                input.Insert(at, s_words[chance.Below(s_words.Length)]);
                break;
        }
    }

    private static void Swap(FuzzInput input, int one, int other) =>
        (input.Writable[one], input.Writable[other]) = (input.Writable[other], input.Writable[one]);

    // Repeats a slice until there is no more room, half of the time with a number in it, so that no two are equal.
    private static void BlowUp(FuzzInput input, ref FuzzRandom chance)
    {
        if (input.Length == 0)
        {
            return;
        }

        var at = chance.Below(input.Length);
        var slice = input.Bytes.Slice(at, Math.Min(1 + chance.Below(LongestSlice), input.Length - at)).ToArray();
        var numbered = chance.OneIn(2) && slice.Length > 6;
        var place = numbered ? chance.Below(slice.Length - 4) : 0;
        var copies = new byte[Math.Max(0, input.Room)];
        for (var (start, number) = (0, 0); start + slice.Length <= copies.Length; start += slice.Length, number++)
        {
            if (numbered)
            {
                (slice[place], slice[place + 1], slice[place + 2], slice[place + 3]) = (Letter(number), Letter(number >> 5), Letter(number >> 10), Letter(number >> 15));
            }

            slice.CopyTo(copies, start);
        }

        input.Insert(at, copies.AsSpan(0, copies.Length / slice.Length * slice.Length));
    }

    private static byte Letter(int number) => (byte)('A' + (number & 31));
}
