namespace EventAuth.Storage.Entities;

/// <summary>A stretch of events, in the order of their ids, that is counted and indexed. Later events are looked through.</summary>
public sealed class DecisionStretchRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Number { get; set; }

    /// <summary>It and the stretches before it hold all events up to this id.</summary>
    public long LastEvent { get; set; }

    /// <summary>Whether <see cref="StretchDecisionRecord"/> says what is in it; one of very many kinds is looked through instead.</summary>
    public bool Indexed { get; set; }
}
