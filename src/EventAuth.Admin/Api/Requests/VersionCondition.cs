using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Api.Requests;

/// <summary>A condition on the policy's version: <c>If-Match</c> (RFC 9110, section 13.1.1) or <c>If-None-Match</c> (13.1.2).</summary>
internal sealed class VersionCondition
{
    private readonly IList<EntityTagHeaderValue> _tags;

    private VersionCondition(IList<EntityTagHeaderValue> tags) => _tags = tags;

    /// <summary>The strong entity tag of a version.</summary>
    public static EntityTagHeaderValue TagOf(int version) => new($"\"{version.ToString(CultureInfo.InvariantCulture)}\"");

    /// <summary>Reads the header's value: <c>*</c>, or a list of entity tags. False when it is neither.</summary>
    public static bool TryRead(StringValues header, out VersionCondition condition)
    {
        var isRead = EntityTagHeaderValue.TryParseStrictList([.. header.Select(value => value ?? "")], out var tags)
            && (tags.Count == 1 || !tags.Contains(EntityTagHeaderValue.Any));
        condition = new VersionCondition(tags ?? []);
        return isRead;
    }

    /// <summary>Whether a version fulfils <c>If-Match</c>: strong comparison, a weak tag never does (RFC 9110, section 8.8.3.2).</summary>
    public bool Matches(int version) => IsAny || _tags.Any(tag => tag.Compare(TagOf(version), useStrongComparison: true));

    /// <summary>Whether <c>If-None-Match</c> names a version: weak comparison.</summary>
    public bool Names(int version) => IsAny || _tags.Any(tag => tag.Compare(TagOf(version), useStrongComparison: false));

    private bool IsAny => _tags is [var only] && only.Equals(EntityTagHeaderValue.Any);
}
