using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Wire;

/// <summary>Writes what belongs to a session as a whole, and the ends of requests.</summary>
internal static class SessionMessages
{
    public static void Hello(this MessageWriter writer, ServerHello hello)
    {
        writer.Begin(hello.Version);
        writer.Text(hello.Text);
        writer.End();
    }

    public static void Write(this MessageWriter writer, Accounts accounts)
    {
        writer.Begin(Incoming.ManagedAccounts, 1);
        writer.Text(string.Join(',', accounts.Names));
        writer.End();
    }

    public static void Write(this MessageWriter writer, NextRequestId next)
    {
        writer.Begin(Incoming.NextValidId, 1);
        writer.Int(next.Id);
        writer.End();
    }

    public static void Write(this MessageWriter writer, CurrentTime time)
    {
        writer.Begin(Incoming.CurrentTime, 1);
        writer.Long(time.UnixSeconds);
        writer.End();
    }

    public static void Write(this MessageWriter writer, Notice notice)
    {
        if (writer.ServerVersion < ServerVersion.ErrorsCarryTime)
            writer.Begin(Incoming.Error, 2);
        else
            writer.Begin(Incoming.Error);
        writer.Int(notice.RequestId);
        writer.Int(notice.Code);
        writer.Text(notice.Text);
        if (writer.ServerVersion >= ServerVersion.ErrorsCarryRejectJson)
            writer.Text(notice.RejectJson);
        if (writer.ServerVersion >= ServerVersion.ErrorsCarryTime)
            writer.Long(notice.TimeUnixMs ?? 0);
        writer.End();
    }

    public static void Write(this MessageWriter writer, RequestEnd end)
    {
        switch (end.Kind)
        {
            case RequestEndKind.Snapshot:
                writer.Begin(Incoming.SnapshotEnd, 1);
                break;
            case RequestEndKind.ContractDetails:
                writer.Begin(Incoming.ContractDetailsEnd, 1);
                break;
            default:
                writer.Begin(Incoming.OptionParametersEnd);
                break;
        }
        writer.Int(end.RequestId);
        writer.End();
    }
}
