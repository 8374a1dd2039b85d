using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace Kills;

/// <summary>A decision hash that the running engine told, with the place in its journal.</summary>
internal sealed record ToldHash(string Segment, int Records, ulong DecisionHash);

/// <summary>Halts, resumes and flattens a running engine, and remembers what it answered: what was answered must outlive a SIGKILL.</summary>
internal sealed class Switches(Uri address, KillTally tally) : IDisposable
{
    private GrpcChannel _channel = TestAccess.Channel(address);
    private bool? _isHalted = false;
    private long _haltedAt;
    private string _segment = "";

    /// <summary>Stretches, in the stopwatch's time, from an answered halt to the request that ended it.</summary>
    internal List<(long From, long To)> Halted { get; } = [];

    internal List<ToldHash> Told { get; } = [];

    /// <summary>Whether the last answer said halted; false when nobody knows.</summary>
    internal bool IsHalted => _isHalted == true;

    private MiaIa.V1.Engine.EngineClient Client => new(_channel);

    /// <summary>Asks for one of the three. Returns whether it was answered: a SIGKILL may come first, and then either state is right.</summary>
    internal async Task<bool> AskAsync(Func<MiaIa.V1.Engine.EngineClient, CallOptions, AsyncUnaryCall<SwitchReply>> ask)
    {
        if (_haltedAt != 0)
            Halted.Add((_haltedAt, Stopwatch.GetTimestamp()));
        (_isHalted, _haltedAt) = (null, 0);
        try
        {
            var reply = await ask(Client, Bounded());
            _isHalted = reply.Halted;
            if (reply.Halted)
                _haltedAt = Stopwatch.GetTimestamp();
            return true;
        }
        catch (RpcException died) when (died.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
        {
            return false;
        }
    }

    /// <summary>A new life is ready: it must be halted, or not, as the one before had answered.</summary>
    internal async Task<EngineStatus> BeganAsync()
    {
        // A channel that has lost its engine waits longer and longer.
        _channel.Dispose();
        _channel = TestAccess.Channel(address);
        _segment = "";
        var state = await StateAsync();
        if (_isHalted is { } was)
        {
            // A limit of the account that was reached meanwhile halts without being asked.
            var isByItself =
                state.HaltReason.StartsWith("daily_loss", StringComparison.Ordinal)
                || state.HaltReason.StartsWith("runaway", StringComparison.Ordinal);
            if (state.Halted != was && !(state.Halted && isByItself))
                throw new KillFault($"the engine had answered halted = {was}, and its next life says {state.Halted}: {state.HaltReason}");
            if (was)
                tally.LatchesKept++;
            else
                tally.ResumesKept++;
        }

        _isHalted = state.Halted;
        if (state.Halted && _haltedAt == 0)
            _haltedAt = Stopwatch.GetTimestamp();
        return state;
    }

    /// <summary>Asks the running engine what it holds, and remembers its hash.</summary>
    internal async Task<EngineStatus> StateAsync()
    {
        var state = await Client.GetStateAsync(new GetStateRequest(), Bounded());
        var segment = Path.GetFileName(state.Journal.Path);
        _segment = _segment.Length == 0 ? segment : _segment;
        // Its count of records goes on where its segment does not, at midnight.
        if (segment == _segment)
            Told.Add(new(segment, (int)state.Journal.Records, state.Journal.DecisionHash));
        return state;
    }

    public void Dispose() => _channel.Dispose();

    private static CallOptions Bounded() => new(deadline: DateTime.UtcNow + TimeSpan.FromMinutes(2));
}
