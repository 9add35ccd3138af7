namespace EventAuth.Core.Certificates;

/// <summary>The numbers that one thread computes with, kept so that no signature check asks for memory.</summary>
internal sealed class PublicOperationNumbers
{
    [ThreadStatic]
    private static PublicOperationNumbers? _ofThread;

    private readonly OpensslHandle _plain = NewNumber();
    private readonly OpensslHandle _factor = NewNumber();
    private readonly OpensslHandle _power = NewNumber();
    private readonly OpensslHandle _scratch = OpensslHandle.Of(OpensslNumbers.NewScratch(), OpensslNumbers.FreeScratch);

    private PublicOperationNumbers()
    {
    }

    /// <summary>Those of the calling thread, which keeps them until it ends.</summary>
    public static PublicOperationNumbers OfThread => _ofThread ??= new PublicOperationNumbers();

    /// <summary>The signature as it came.</summary>
    public nint Plain => _plain.Pointer;

    /// <summary>The signature in Montgomery form.</summary>
    public nint Factor => _factor.Pointer;

    /// <summary>The power so far.</summary>
    public nint Power => _power.Pointer;

    /// <summary>What OpenSSL itself needs on the way.</summary>
    public nint Scratch => _scratch.Pointer;

    private static OpensslHandle NewNumber() => OpensslHandle.Of(OpensslNumbers.NewNumber(), OpensslNumbers.FreeNumber);
}
