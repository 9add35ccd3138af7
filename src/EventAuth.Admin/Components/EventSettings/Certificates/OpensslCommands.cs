namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>The commands that the dialog shows for the backend's side.</summary>
internal static class OpensslCommands
{
    /// <summary>Shows the fingerprint, to compare at the backend.</summary>
    public const string ShowFingerprint = "openssl pkey -pubin -in public.pem -outform DER | sha256sum";

    /// <summary>The commands that make a new certificate, in order: the three of the manual, and the one line to paste.</summary>
    public static IReadOnlyList<(string Meaning, string Command)> Steps { get; } =
    [
        ("1. Create the private key. It never leaves your backend.",
            "openssl genpkey -out private.pem -algorithm RSA -pkeyopt rsa_keygen_bits:2048"),
        ("2. Convert the private key for Java backends.",
            "openssl pkcs8 -topk8 -inform pem -in private.pem -outform DER -nocrypt -out private.der"),
        ("3. Create the public key: it is your certificate.",
            "openssl rsa -pubout < private.pem > public.pem"),
        ("Print the certificate on one line, to paste it above.",
            "openssl pkey -pubin -in public.pem | tr -d '\\n'"),
    ];
}
