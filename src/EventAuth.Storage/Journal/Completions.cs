namespace EventAuth.Storage.Journal;

/// <summary>Completes the requests of one transaction one after another, off the writer's thread, which goes on.</summary>
internal sealed class Completions : IThreadPoolWorkItem
{
    private readonly List<JournalAppend> _appends = [];
    private AppendStatus _status;
    private volatile bool _busy;

    public bool IsBusy => _busy;

    public void Add(JournalAppend append) => _appends.Add(append);

    public void Complete(AppendStatus status)
    {
        _busy = true;
        _status = status;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        foreach (var append in _appends)
        {
            append.Complete(_status);
        }

        _appends.Clear();
        _busy = false;
    }
}
