namespace EventAuth.Core.Decisions;

/// <summary>The contents of rejected events: kept only with <c>Decisions:KeepRejectedPayload</c>, and never in plain text.</summary>
public interface IRejectedPayloads
{
    /// <summary>Whether they are kept.</summary>
    bool AreKept { get; }

    /// <summary>Encrypts a payload for storage.</summary>
    byte[] Protect(string payload);

    /// <summary>Decrypts a payload; null if its key is gone.</summary>
    string? Unprotect(byte[] kept);
}

/// <summary>Keeps none.</summary>
public sealed class NoRejectedPayloads : IRejectedPayloads
{
    public bool AreKept => false;

    public byte[] Protect(string payload) => throw new InvalidOperationException("Payloads of rejected events are not kept.");

    public string? Unprotect(byte[] kept) => null;
}
