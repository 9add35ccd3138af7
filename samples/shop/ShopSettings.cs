namespace EventAuth.Shop;

/// <summary>The shop's settings, read once at the start.</summary>
internal sealed record ShopSettings
{
    /// <summary><c>Shop:Address</c>: where the shop listens.</summary>
    public required Uri Address { get; init; }

    /// <summary><c>Shop:Data</c>: the folder of the private key, the sessions and the messages; relative to the working folder.</summary>
    public required string Data { get; init; }

    /// <summary><c>Shop:TokenLifetimeSeconds</c>: how long a token is valid, 1 to 86,400 s.</summary>
    public required int TokenLifetimeSeconds { get; init; }

    /// <summary>
    /// <c>EventAuth:Endpoint</c>: where the browser finds the ingest listener: an address, or a path such as <c>/e</c> of the shop's own
    /// domain. Without a slash at its end.
    /// </summary>
    public required string Endpoint { get; init; }

    /// <summary><c>EventAuth:ScriptIntegrity</c>: the hash of the SDK, for the attribute <c>integrity</c>; null to leave it out.</summary>
    public required string? ScriptIntegrity { get; init; }

    /// <summary><c>EventAuth:ProofOfPossession</c>: whether a token is of use in the browser alone for which it was made.</summary>
    public required bool ProofOfPossession { get; init; }

    /// <summary><c>EventAuth:Admin</c>: the address of the console.</summary>
    public required Uri Admin { get; init; }

    /// <summary><c>EventAuth:ApiKey</c>: with it, the shop defines its own certificate at the start; null if it does not.</summary>
    public required string? ApiKey { get; init; }

    /// <summary>The origin of the endpoint; null if that is a path of the shop's own.</summary>
    public string? EndpointOrigin => Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && !address.IsFile
        ? address.GetLeftPart(UriPartial.Authority)
        : null;

    /// <exception cref="InvalidOperationException">A setting is wrong; the message names all of them.</exception>
    public static ShopSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var settings = new ShopSettings
        {
            Address = Address("Shop:Address"),
            Data = Path.GetFullPath(configuration["Shop:Data"] is { Length: > 0 } data ? data : "data"),
            TokenLifetimeSeconds = Seconds("Shop:TokenLifetimeSeconds"),
            Endpoint = (configuration["EventAuth:Endpoint"] ?? "").TrimEnd('/'),
            ScriptIntegrity = configuration["EventAuth:ScriptIntegrity"] is { Length: > 0 } hash ? hash : null,
            ProofOfPossession = bool.TryParse(configuration["EventAuth:ProofOfPossession"], out var proof) && proof,
            Admin = Address("EventAuth:Admin"),
            ApiKey = configuration["EventAuth:ApiKey"] is { Length: > 0 } key ? key : null,
        };
        if (!settings.Endpoint.StartsWith('/') && settings.EndpointOrigin is null)
        {
            problems.Add("EventAuth:Endpoint must be an address such as http://127.0.0.1:5081, or a path such as /e.");
        }

        return problems.Count == 0 ? settings : throw new InvalidOperationException(string.Join(' ', problems));

        Uri Address(string name)
        {
            if (Uri.TryCreate(configuration[name], UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            problems.Add($"{name} must be an address such as http://127.0.0.1:5090.");
            return new Uri("http://127.0.0.1");
        }

        int Seconds(string name)
        {
            if (int.TryParse(configuration[name], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and <= 86_400)
            {
                return seconds;
            }

            problems.Add($"{name} must be a whole number from 1 to 86400.");
            return 1;
        }
    }
}
