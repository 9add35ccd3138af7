namespace EventAuth.Storage.Retention;

/// <summary>
/// Rows that a clock which was ahead dated into the future. They stand before younger ones, which must not wait until that future has come.
/// How old they are is known from those after them: rows are numbered in the order in which they came.
/// </summary>
internal sealed class FutureRows
{
    /// <summary>Up to this id all rows were seen to be ahead; the search goes on behind it.</summary>
    public long SearchedUpTo { get; set; }

    /// <summary>Up to this id all rows are old, whatever they are dated.</summary>
    public long OldUpTo { get; set; }
}
