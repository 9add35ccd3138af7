using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Contract;

/// <summary>Runs only if the contract is next to the project; a clone has only the copies.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractTheoryAttribute : TheoryAttribute
{
    public ContractTheoryAttribute()
    {
        if (ContractFiles.Shared("contract", "decision-table.csv") is null)
        {
            Skip = "The contract's originals are not beside this clone; the copies have nothing to be compared with.";
        }
    }
}
