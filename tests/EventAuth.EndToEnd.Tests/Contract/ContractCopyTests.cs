using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Contract;

public sealed class ContractCopyTests
{
    [ContractTheory]
    [InlineData("decision-table.csv")]
    [InlineData("event-catalogue.csv")]
    public void ContractFile_Copy_IsTheOriginalByteForByte(string name) =>
        Assert.Equal(File.ReadAllBytes(ContractFiles.Shared("contract", name)!), File.ReadAllBytes(ContractFiles.Copy(name)));
}
