using System.Globalization;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Sessions;

namespace MiaIa.GatewaySim;

/// <summary>Makes faults happen. Under the Gateway's gate.</summary>
internal sealed class FaultRunner(GatewayState state, IGatewayListener listener)
{
    private static readonly TimeSpan HangLength = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RestartLength = TimeSpan.FromSeconds(35);

    private FaultState Faults => state.Faults;

    /// <summary>Puts a script down.</summary>
    public void Plan(IEnumerable<FaultStep> steps)
    {
        foreach (var step in steps)
            state.Scheduler.Add(step.At, () => Run(step.Fault));
    }

    /// <summary>Makes one happen now.</summary>
    public void Run(Fault fault)
    {
        LogMessages.Happens(state.Log, fault);
        if (Links(fault) || Farms(fault) || Values(fault))
            return;
        switch (fault.Kind)
        {
            case FaultKind.Freeze:
                Freeze(fault.Argument);
                break;
            case FaultKind.Hang:
                Hang(fault.Length ?? HangLength);
                break;
            case FaultKind.Drop:
                Drop();
                break;
            case FaultKind.Restart:
                Restart(fault.Length ?? RestartLength);
                break;
            case FaultKind.Wedge:
                Wedge(fault.Length);
                break;
            case FaultKind.Garbage:
                Garbage(fault.Argument == "length");
                break;
            case FaultKind.SlowModel:
                SlowModel(FaultScript.Duration(fault.Argument) ?? TimeSpan.Zero, fault.Length);
                break;
            case FaultKind.CompetingSession:
                Compete();
                break;
            case FaultKind.HoldClientId:
                HoldClientId(int.Parse(fault.Argument, CultureInfo.InvariantCulture), fault.Length);
                break;
            case FaultKind.Spot:
                state.Market.Track.MoveTo(FaultScript.Points(fault.Argument)!.Value, state.Now, fault.Length ?? TimeSpan.Zero);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "is not known");
        }
    }

    /// <summary>What lines say, or no longer say.</summary>
    private bool Values(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.LateTick:
                if (state.Lines.All.Count > 0)
                    state.FeedLate(state.Lines.All[0]);
                return true;
            case FaultKind.Still:
                Faults.StillAt = state.Now;
                Until(fault.Length, state.Move);
                return true;
            case FaultKind.Refuse:
                (Faults.RefusalCode, Faults.RefusedExpiry) = FaultScript.Refusal(fault.Argument)!.Value;
                Until(fault.Length, () => Faults.RefusalCode = 0);
                return true;
            case FaultKind.Vix:
                Faults.Vix = FaultScript.Number(fault.Argument)!.Value;
                Until(fault.Length, () => Faults.Vix = null);
                return true;
            case FaultKind.NoLast:
                Faults.IsWithoutLast = true;
                Until(fault.Length, () => Faults.IsWithoutLast = false);
                return true;
            default:
                return false;
        }
    }

    private void Until(TimeSpan? length, Action end)
    {
        if (length is { } until)
            state.Scheduler.Add(state.Now + until, end);
    }

    private bool Links(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.LinkLost:
                LoseLink(1100, "Connectivity between IB and Trader Workstation has been lost.", fault.Length);
                return true;
            case FaultKind.ServerBroken:
                LoseLink(
                    2110,
                    "Connectivity between Trader Workstation and server is broken. It will be restored automatically.",
                    fault.Length
                );
                return true;
            case FaultKind.LinkBackKept:
                Faults.IsLinkLost = false;
                Tell(
                    1102,
                    "Connectivity between IB and Trader Workstation has been restored - data maintained. All data farms are connected: usfarm; secdefil."
                );
                return true;
            case FaultKind.LinkBackLost:
                Faults.IsLinkLost = false;
                state.Lines.Clear();
                Tell(1101, "Connectivity between IB and Trader Workstation has been restored - data lost.");
                return true;
            default:
                return false;
        }
    }

    private bool Farms(Fault fault)
    {
        var isDown = fault.Kind is FaultKind.FarmDown or FaultKind.HistoryDown or FaultKind.DefinitionsDown;
        switch (fault.Kind)
        {
            case FaultKind.FarmDown or FaultKind.FarmUp:
                Faults.IsFarmDown = isDown;
                Tell(FarmNotices.Market(isDown));
                Later(isDown ? fault.Length : null, new Fault(FaultKind.FarmUp));
                return true;
            case FaultKind.FarmIdle:
                Faults.IsFarmDown = false;
                Tell(FarmNotices.MarketIdle());
                return true;
            case FaultKind.HistoryIdle:
                Faults.IsHistoryDown = false;
                Tell(FarmNotices.HistoryIdle());
                return true;
            case FaultKind.HistoryDown or FaultKind.HistoryUp:
                Faults.IsHistoryDown = isDown;
                Tell(FarmNotices.History(isDown));
                Later(isDown ? fault.Length : null, new Fault(FaultKind.HistoryUp));
                return true;
            case FaultKind.DefinitionsDown or FaultKind.DefinitionsUp:
                (Faults.IsDefinitionsDown, Faults.AreDefinitionsSilent) = (isDown, fault.Argument == "silent");
                Tell(FarmNotices.Definitions(isDown));
                Later(isDown ? fault.Length : null, new Fault(FaultKind.DefinitionsUp));
                return true;
            default:
                return false;
        }
    }

    private void LoseLink(int code, string text, TimeSpan? length)
    {
        Faults.IsLinkLost = true;
        Tell(code, text);
        Later(length, new Fault(FaultKind.LinkBackKept));
    }

    private void Freeze(string part)
    {
        var line = state.Lines.All.FirstOrDefault(line => !line.IsFrozen && line.Item.Name.Contains(part, StringComparison.Ordinal));
        line?.IsFrozen = true;
    }

    private void Hang(TimeSpan length)
    {
        Faults.Hang();
        state.Scheduler.Add(state.Now + length, Faults.Wake);
    }

    private void Drop()
    {
        foreach (var client in state.Clients.ToArray())
        {
            state.Leave(client);
            client.Close();
        }
    }

    private void Restart(TimeSpan length)
    {
        listener.Shut();
        Drop();
        Faults.Heal();
        state.Scheduler.Add(state.Now + length, listener.Open);
    }

    private void Wedge(TimeSpan? length)
    {
        Faults.IsWedged = true;
        Until(length, () => Faults.IsWedged = false);
    }

    private void Garbage(bool hasWrongLength)
    {
        foreach (var client in state.Clients.Where(client => client.ClientId is not null).ToArray())
        {
            if (hasWrongLength)
            {
                client.Ticks.Raw([0x7F, 0xFF, 0xFF, 0xFF]);
            }
            else
            {
                client.Ticks.Begin();
                client.Ticks.Raw("1\06\0not a number\0\xFF\xFE"u8);
                client.Ticks.End();
            }
            client.SendTicks();
        }
    }

    private void SlowModel(TimeSpan late, TimeSpan? length)
    {
        Faults.ModelExtraDelay = late;
        Until(length, () => Faults.ModelExtraDelay = TimeSpan.Zero);
    }

    private void Compete()
    {
        if (state.Lines.All.Count > 0)
            state.Lines.All[0].Owner.Notify(state.Lines.All[0].RequestId, 10197, "No market data during competing live session");
    }

    private void HoldClientId(int clientId, TimeSpan? length)
    {
        if (state.TryTakeClientId(clientId) && length is { } until)
            state.GiveClientId(clientId, until);
    }

    private void Later(TimeSpan? after, Fault fault) => Until(after, () => Run(fault));

    private void Tell(IEnumerable<(int Code, string Text)> notices)
    {
        foreach (var (code, text) in notices)
            Tell(code, text);
    }

    private void Tell(int code, string text)
    {
        foreach (var client in state.Clients.Where(client => client.ClientId is not null).ToArray())
            client.Notify(-1, code, text);
    }
}
