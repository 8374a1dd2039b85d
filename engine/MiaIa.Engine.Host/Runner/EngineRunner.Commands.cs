namespace MiaIa.Engine.Host.Runner;

/// <content>Order commands, which wait for their records beside the runner.</content>
internal sealed partial class EngineRunner
{
    /// <summary>Waits until a command wants its record on the device.</summary>
    public Task CommandWantedAsync(CancellationToken cancellation) => _outbound.Commands.WantedAsync(cancellation);

    /// <summary>Puts the records of the commands that wait on the device, beside the runner, and lets the commands go.</summary>
    public void SendCommands()
    {
        ulong newest;
        lock (_gate)
            newest = _outbound.Commands.Newest;

        var isDurable = _journal.TrySync();
        lock (_gate)
        {
            if (_isStopped)
                return;

            var at = _clock.ReceivedUnixNs;
            _outbound.Commands.Release(newest, isDurable ? null : _outbound.Commands.WithoutRecord(), at);
            _outbound.Finish(at);
        }
    }
}
