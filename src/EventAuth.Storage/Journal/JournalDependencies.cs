using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Limits;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Files;

namespace EventAuth.Storage.Journal;

/// <summary>What outlives the journal's writer, which is created again after each failure.</summary>
/// <param name="Rejections">Counts what is rejected before a decision.</param>
/// <param name="Pulse">Gets how many events were decided.</param>
/// <param name="Turns">Where the writer waits while others write.</param>
internal sealed record JournalDependencies(
    StorageOptions Options,
    StorageFiles Files,
    CatalogIndex Catalog,
    EarlyRejectionCounter Rejections,
    AuditRecorder Hashes,
    IRejectedPayloads Payloads,
    DecisionPulse Pulse,
    WriteTurns Turns,
    TimeProvider Time)
{
    public DeletionClock TokenAges { get; } = new(Time, TokenUses.Patience);

    public DeletionClock ProofAges { get; } = new(Time, ProofUses.Patience);
}
