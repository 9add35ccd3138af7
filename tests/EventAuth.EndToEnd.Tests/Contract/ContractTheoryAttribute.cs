using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Contract;

/// <summary>Runs only where the contract lies beside the project; a clone has the copies alone.</summary>
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
