namespace EventAuth.Storage.Retention;

/// <summary>
/// Rows dated in the future by a clock that was ahead. They come before younger ones, which must not wait until that time.
/// Their age is known from those after them: rows are numbered in the order of arrival.
/// </summary>
internal sealed class FutureRows
{
    /// <summary>Up to this id all rows were seen to be ahead; the search goes on after it.</summary>
    public long SearchedUpTo { get; set; }

    /// <summary>Up to this id all rows are old, whatever their date.</summary>
    public long OldUpTo { get; set; }
}
