using EventAuth.Core.Policies;

namespace EventAuth.Core.Administration;

/// <summary>The words of the HTTP contract for what a policy consists of.</summary>
public static class PolicyCodes
{
    public static string ToCode(this PolicyMode mode) => EnumCode.Of(mode);

    public static string ToCode(this OtherEvents others) => EnumCode.Of(others);

    public static string ToCode(this GuaranteedCustomer customer) => EnumCode.Of(customer);

    public static string ToCode(this GuaranteedOutcome outcome) => EnumCode.Of(outcome);

    public static string ToCode(this PendingKind kind) => EnumCode.Of(kind);

    /// <summary>Reads the word for a member of one of these; false for any other text.</summary>
    public static bool TryRead<T>(string? code, out T value)
        where T : struct, Enum => EnumCode.TryParse(code, out value);

    /// <summary>All words for one of these, in the order of the contract.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(EnumCode.Of);
}
