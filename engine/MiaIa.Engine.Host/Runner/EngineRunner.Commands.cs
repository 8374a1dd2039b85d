namespace MiaIa.Engine.Host.Runner;

/// <content>Order commands, which wait for their records beside the runner.</content>
internal sealed partial class EngineRunner
{
    /// <summary>Waits until a command wants its record on the device.</summary>
    public Task CommandWantedAsync(CancellationToken cancellation) => _outbound.Commands.WantedAsync(cancellation);

    /// <summary>Puts the records of the commands that wait on the device, beside the runner, and lets the commands go.</summary>
    public void SendCommands()
    {
        int count;
        lock (_gate)
            count = _outbound.Commands.WaitingCount;

        var isDurable = _journal.TrySync();
        lock (_gate)
        {
            if (_isStopped)
                return;

            var at = _clock.ReceivedUnixNs;
            // A turn that could not be written has let them go meanwhile.
            _outbound.Commands.Release(Math.Min(count, _outbound.Commands.WaitingCount), isDurable, at);
            _outbound.Finish(at);
        }
    }
}
