using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EventAuth.Storage.Database;

/// <summary>
/// Makes a change that is one statement without a transaction wait for its turn: what <c>ExecuteUpdate</c> and <c>ExecuteDelete</c> send
/// on their own.
/// </summary>
internal sealed class SingleChanges(WriteTurns turns) : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<Guid, byte> _running = new();

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete)
        {
            await turns.TakeAsync(cancellationToken);
            _running.TryAdd(eventData.CommandId, 0);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        End(eventData);
        return ValueTask.FromResult(result);
    }

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(
        DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData);
        return Task.CompletedTask;
    }

    private void End(CommandEventData eventData)
    {
        if (_running.TryRemove(eventData.CommandId, out _))
        {
            turns.GiveBack();
        }
    }
}
