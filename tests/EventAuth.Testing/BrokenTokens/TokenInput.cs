using System.Text.Json;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>A header that senders really send, from the table tests/inputs/token-headers.json.</summary>
/// <param name="Kind">What went wrong, for people.</param>
/// <param name="Header">The header's value; in it, <c>§name§</c> represents a token that <see cref="TokenRecipes"/> makes.</param>
/// <param name="Cause">The first finding in its diagnosis.</param>
/// <param name="Code">The code of the answer to the sender.</param>
public sealed record TokenInput(string Kind, string Header, string Cause, string Code)
{
    private const char Mark = '§';

    /// <summary>
    /// Whether it is only wrong as a header: without the header's name before it, the inspector takes it for a token, or a header, that was pasted.
    /// </summary>
    public bool OnlyAsHeader { get; init; }

    /// <summary>The whole table.</summary>
    public static IReadOnlyList<TokenInput> All { get; } = JsonSerializer.Deserialize<List<TokenInput>>(
        File.ReadAllText(Path.Combine(ContractFiles.Root, "tests", "inputs", "token-headers.json")), JsonSerializerOptions.Web)!;

    /// <summary>The header as it is sent.</summary>
    public string ToHeader(TokenMint mint) => string.Concat(Header.Split(Mark).Select((piece, index) => index % 2 == 0 ? piece : TokenRecipes.Make(piece, mint)));
}
