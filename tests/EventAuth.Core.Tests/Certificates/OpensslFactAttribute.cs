using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tests.Certificates;

/// <summary>A fact about OpenSSL's numbers, skipped where the framework brings other cryptography.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpensslFactAttribute : FactAttribute
{
    public OpensslFactAttribute()
    {
        Skip = OpensslNumbers.AreThere ? null : "This machine has no OpenSSL 3.";
    }
}
