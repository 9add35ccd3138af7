namespace EventAuth.Core.Inspection;

/// <summary>Recognises what programs send instead of inserting a token: nothing, an object, a placeholder.</summary>
internal static partial class UnfilledText
{
    private const int MaxLength = 200;

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // JavaScript, Python, Ruby and Lua, C, Go, Java; also three of them with dots between.
    private const string NoValueWords =
        @"(?:undefined|null|none|nil|nan|false|true|void|nothing)(?:[. ](?:undefined|null|none))*|\(null\)|<null>|<nil>|%!\w\(<nil>\)|n/a"
        + @"|\[object (?:undefined|null)\]|optional\.empty";

    // JavaScript and Node, Python, .NET, Java, Dart.
    private const string PromiseWords =
        @"\[object (?:promise|asyncfunction)\]|<?promise\b.*|<coroutine .*|<(?:_asyncio\.)?(?:future|task) .*|system\.threading\.tasks\..*"
        + @"|system\.runtime\.compilerservices\.async.*|.*completablefuture@.*|instance of 'future.*";

    // The same, and Ruby.
    private const string ObjectWords =
        @"\[object \w+\]|\{\}|\[\]|function\b.*|(?:async )?\([\w, ]*\) ?=>.*|<(?:function|bound method|class|buffer|built-in) .*"
        + @"|<[\w.]+ object at .*|(?:system|microsoft)\.[\w.`]+(?:\[.*\])?|[\w.$]+@[0-9a-f]{6,8}|#<\w.*|array|object";

    // Templates and shells; names of variables in quotation marks; documentation. What hides a token in a log looks alike, but is not one.
    private const string PlaceholderWords =
        @"(?![<\[](?:redacted|filtered|hidden|masked)[>\]]$)(?:\{\{.*\}\}|\$\{.*\}|\$\([^)]*\)|\$\$?[a-z_][\w:]*\$*"
        + @"|%[a-z_]\w*%|%[sdv@]|[%#@]\{[^}]*\}|<%.*%>|<\?.*\?>|\{%.*%\}|<<.*>>|\[\[.*\]\]|<[a-z][^<>]*>"
        + @"|\{[a-z_][\w .\-]*\}|\{\d+\}|\[[a-z_][\w .\-]*\]|:[a-z_]+|__\w+__|@[\w.]+@?"
        + @"|process\.env\.\w+|(?:local|session)storage\..*|(?:this|window|user|auth|data|res|response|result|config)\.[\w.]+"
        + @"|(?:(?:your|my|the|insert|paste|put|some|a|an|access|api|auth|id|bearer|customer|signed|json|web|jwt)[ _.\-]?)*(?:jwt|token)"
        + @"(?:[ _.\-]?(?:here|goes here|value|string))?|changeme|todo|[xyz]{3,}(?:[.\-][xyz]+)*|header\.payload\.signature)";

    /// <summary>What the text is; null if it may be a token.</summary>
    public static TokenFinding? Find(string text)
    {
        TokenFindingCode? code = text switch
        {
            { Length: > MaxLength } => null,
            _ when NoValue().IsMatch(text) => TokenFindingCode.NoValue,
            _ when Promise().IsMatch(text) => TokenFindingCode.PromiseSent,
            _ when ObjectName().IsMatch(text) => TokenFindingCode.ObjectAsText,
            _ when !text.Contains("eyJ", StringComparison.Ordinal) && Placeholder().IsMatch(text) => TokenFindingCode.Placeholder,
            _ => null,
        };
        return code is { } found ? TokenFinding.Wrong(found, ("text", text)) : null;
    }

    [GeneratedRegex("^(?:" + NoValueWords + ")$", Options, Timeout.Infinite)]
    private static partial Regex NoValue();

    [GeneratedRegex("^(?:" + PromiseWords + ")$", Options, Timeout.Infinite)]
    private static partial Regex Promise();

    [GeneratedRegex("^(?:" + ObjectWords + ")$", Options, Timeout.Infinite)]
    private static partial Regex ObjectName();

    [GeneratedRegex("^(?:" + PlaceholderWords + ")$", Options, Timeout.Infinite)]
    private static partial Regex Placeholder();
}
