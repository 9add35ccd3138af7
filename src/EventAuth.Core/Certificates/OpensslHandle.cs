using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace EventAuth.Core.Certificates;

/// <summary>Something that OpenSSL allotted, given back when nothing refers to it any more.</summary>
internal sealed class OpensslHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly Action<nint> _release;

    private OpensslHandle(nint pointer, Action<nint> release)
        : base(ownsHandle: true)
    {
        _release = release;
        SetHandle(pointer);
    }

    /// <summary>The pointer, good as long as this object is referred to.</summary>
    public nint Pointer => handle;

    /// <param name="pointer">What was allotted. 0 throws <see cref="CryptographicException"/>: there was no memory.</param>
    /// <param name="release">Gives it back.</param>
    public static OpensslHandle Of(nint pointer, Action<nint> release) =>
        pointer != 0 ? new OpensslHandle(pointer, release) : throw new CryptographicException("There is no memory to check signatures with.");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }
}
