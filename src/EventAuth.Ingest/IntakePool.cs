using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>Keeps what requests need for the requests that follow.</summary>
internal sealed class IntakePool
{
    /// <summary>More requests than this at once make garbage again; so many intakes take about 5 MB.</summary>
    private const int MostSingle = 1_024;

    /// <summary>Each can hold the entries of a thousand events.</summary>
    private const int MostBatches = 8;

    /// <summary>For single events.</summary>
    public ObjectPool<Intake> Single { get; } = new DefaultObjectPool<Intake>(new IntakePolicy(), MostSingle);

    /// <summary>For batches, which grow larger.</summary>
    public ObjectPool<Intake> Batches { get; } = new DefaultObjectPool<Intake>(new IntakePolicy(), MostBatches);

    private sealed class IntakePolicy : PooledObjectPolicy<Intake>
    {
        public override Intake Create() => new();

        public override bool Return(Intake obj)
        {
            obj.Clear();
            return true;
        }
    }
}
