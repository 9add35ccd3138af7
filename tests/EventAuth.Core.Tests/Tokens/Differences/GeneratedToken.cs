using System.Text;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>One token and the index of the key that is in force for it.</summary>
internal sealed record GeneratedToken(string Text, int Key)
{
    /// <summary>One token in this many is signed again, which costs most of the time.</summary>
    private const int TokensPerSigned = 24;

    /// <summary>Makes the token of this number: everything but the signatures is the same in each run.</summary>
    /// <param name="number">From 0.</param>
    /// <param name="keys">The keys that sign.</param>
    /// <param name="good">Valid tokens of each key, to be changed.</param>
    public static GeneratedToken Make(int number, IReadOnlyList<SigningKey> keys, IReadOnlyList<string>[] good)
    {
        var choices = new Choices(20_261_122 + number);
        var key = choices.Below(keys.Count);
        if (number % TokensPerSigned != 0)
        {
            var token = CompactMutations.Change(choices.Of(good[key]), choices);
            return new GeneratedToken(choices.OneIn(10) ? CompactMutations.Text(token, choices) : token, key);
        }

        var header = CompactMutations.Encode(JsonGrammar.Header(choices));
        var payload = CompactMutations.Encode(JsonGrammar.Payload(choices));
        if (choices.OneIn(5))
        {
            // Signed as it is, so that only the form decides.
            (header, payload) = choices.OneIn(2) ? (CompactMutations.Text(header, choices), payload) : (header, CompactMutations.Text(payload, choices));
        }

        var signed = keys[choices.OneIn(10) ? choices.Below(keys.Count) : key].SignInput(header + "." + payload);
        return new GeneratedToken(signed, key);
    }
}
