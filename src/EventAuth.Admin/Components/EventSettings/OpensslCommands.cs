namespace EventAuth.Admin.Components.EventSettings;

/// <summary>The commands that the dialog shows for the backend's side.</summary>
internal static class OpensslCommands
{
    /// <summary>Makes the private key.</summary>
    public const string MakePrivateKey = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem";

    /// <summary>Takes the public key out of it.</summary>
    public const string MakePublicKey = "openssl pkey -in private.pem -pubout -out public.pem";

    /// <summary>Shows the public key on one line, as it is stored.</summary>
    public const string ShowOnOneLine = "openssl pkey -pubin -in public.pem | tr -d '\\n'";

    /// <summary>Shows the fingerprint, to compare at the backend.</summary>
    public const string ShowFingerprint = "openssl pkey -pubin -in public.pem -outform DER | sha256sum";
}
