using System.Text.RegularExpressions;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Recognises what programs send where they should have put a token in: nothing, an object, a placeholder.</summary>
internal static partial class UnfilledText
{
    /// <summary>Longer texts are something else.</summary>
    private const int MaxLength = 200;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>What the text is; null where it may be a token.</summary>
    public static TokenFinding? Find(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var code = text switch
        {
            _ when NoValue().IsMatch(text) => TokenFindingCode.NoValue,
            _ when Promise().IsMatch(text) => TokenFindingCode.PromiseSent,
            _ when ObjectName().IsMatch(text) => TokenFindingCode.ObjectAsText,
            _ when !text.Contains("eyJ", StringComparison.Ordinal) && Placeholder().IsMatch(text) => TokenFindingCode.Placeholder,
            _ => (TokenFindingCode?)null,
        };
        return code is { } found ? TokenFinding.Wrong(found, ("text", text)) : null;
    }

    // JavaScript, Python, Ruby and Lua, C, Go, SQL; and what templates write for them.
    [GeneratedRegex(@"^(?:undefined|null|none|nil|nan|false|true|void|\(null\)|<null>|<nil>|%!\w\(<nil>\)|n/a)$", Options, Timeout.Infinite)]
    private static partial Regex NoValue();

    // JavaScript and Node, Python, .NET, Java, Dart.
    [GeneratedRegex(@"^(?:\[object (?:promise|asyncfunction)\]|promise\b.*|<?promise .*|<coroutine .*|<(?:_asyncio\.)?(?:future|task) .*|system\.threading\.tasks\..*|.*completablefuture@.*|instance of 'future.*)$", Options, Timeout.Infinite)]
    private static partial Regex Promise();

    // JavaScript and Node, Python, .NET, Java, Ruby, PHP.
    [GeneratedRegex(@"^(?:\[object \w+\]|function\b.*|(?:async )?\([\w, ]*\) ?=>.*|<(?:function|bound method|class|buffer|built-in) .*|<[\w.]+ object at .*|(?:system|microsoft)\.[\w.`]+(?:\[.*\])?|[\w.$]+@[0-9a-f]{6,8}|#<\w.*|array|object)$", Options, Timeout.Infinite)]
    private static partial Regex ObjectName();

    // Templates, shells, documentation.
    [GeneratedRegex(@"^(?![<\[](?:redacted|filtered|hidden|masked)[>\]]$)(?:\{\{.*\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$[a-z_]\w*|%[a-z_]\w*%|%[sdv@]|#\{[^}]*\}|<%.*%>|<[a-z][^<>]*>|\{[a-z_][\w .\-]*\}|\{\d*\}|\[[a-z_][\w .\-]*\]|:[a-z_]+|__\w+__|@[\w.]+@?|(?:(?:your|my|the|insert|paste|put|some|a|an|access|api|auth|id|bearer|customer|signed|json|web|jwt)[ _\-]?)*(?:jwt|token)(?:[ _\-]?(?:here|goes here|value|string))?|[xyz]{3,}(?:[.\-][xyz]+)*|header\.payload\.signature)$", Options, Timeout.Infinite)]
    private static partial Regex Placeholder();
}
