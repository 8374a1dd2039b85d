using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host;

/// <content>What it does beside its callers until it stops.</content>
internal sealed partial class EngineServer
{
    private Task IbkrAsync()
    {
        if (_ibkr is null)
            return Task.CompletedTask;

        _ibkr.Start();
        return EveryAsync(IbkrEvery, _ibkr.Time, _ibkr.Step);
    }

    // Whenever a command waits for its record, and beside the runner: a device can take seconds.
    private Task CommandsAsync() =>
        UntilStoppedAsync(async () =>
        {
            while (true)
            {
                await Runner.CommandWantedAsync(_stopping.Token).ConfigureAwait(false);
                await Task.Run(Runner.SendCommands).ConfigureAwait(false);
            }
        });

    private Task OptionFilesAsync(OptionSettings settings, TimeProvider time)
    {
        var tables = Task.CompletedTask;
        if (settings.Folder.Length > 0)
        {
            var folder = new TableFolder(
                settings.Folder,
                settings.TableIsReplay,
                Runner,
                u => Runner.Read(state => state.Chains.SourceOf(u)),
                _log,
                _ibkr is null ? null : _ibkr.Offer
            );
            tables = EveryAsync(TablesEvery, time, folder.Poll);
        }

        if (settings.HistoryFolder.Length == 0)
            return tables;

        var store = new PutCallStore(settings.HistoryFolder, Runner, u => Runner.Read(state => PutCallToday.From(state, u)), _log);
        var today = TradingDay.Of(EdgeClock.UnixNsOf(time));
        store.Begin((uint)((today.Year * 10_000) + (today.Month * 100) + today.Day));
        return Task.WhenAll(tables, EveryAsync(HistoryEvery, time, store.Record));
    }

    private static long NewestMarketMicros(EngineState state) => state.Instruments.Max(instrument => instrument.Core.Now.Micros);

    private Task EveryAsync(TimeSpan interval, TimeProvider time, Action action) =>
        UntilStoppedAsync(async () =>
        {
            using var timer = new PeriodicTimer(interval, time);
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                action();
        });

    /// <summary>Does something until the engine stops. A fault in it is a broken invariant: the process ends.</summary>
    private async Task UntilStoppedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The engine stops.
        }
        catch (Exception fault)
        {
            _log.Fault(fault);
            _app.Lifetime.StopApplication();
            throw;
        }
    }
}
