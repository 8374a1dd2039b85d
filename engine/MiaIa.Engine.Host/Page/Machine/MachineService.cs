using Grpc.Core;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Page.Machine;

/// <summary>miaia.v1.Machine on the wire: how the program is, asked for while somebody looks.</summary>
internal sealed class MachineService(EngineRunner runner, PageService page, MachineSources sources, TimeProvider time)
    : V1.Machine.MachineBase
{
    /// <inheritdoc/>
    public override Task<MachineView> Look(LookAtMachineRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var view = new MachineView { MadeUnixNs = EdgeClock.UnixNsOf(time), Process = ProcessReport.Now() };
        runner.Describe(view);
        AddQueues(view);
        view.Disk.AddRange(sources.Places.Select(one => DiskReport.Of(one.Name, one.Folder)));
        view.Log.AddRange(
            sources
                .LogAfter((long)Math.Min(request.KnownLogLines, long.MaxValue))
                .Select(line => new LogTailLine
                {
                    Number = (ulong)line.Number,
                    AtUnixMs = line.At.ToUnixTimeMilliseconds(),
                    Level = line.Level,
                    Text = line.Text,
                })
        );
        if (request.Settings)
        {
            view.Setting.AddRange(
                sources.Settings.Select(one => new SettingInForce
                {
                    Key = one.Key,
                    Value = one.Value,
                    IsDefault = one.IsDefault,
                })
            );
        }

        return Task.FromResult(view);
    }

    private void AddQueues(MachineView view)
    {
        var (waiting, limit, dropped) = sources.LogQueue;
        view.Waiting.Add(
            new WaitingLine
            {
                Kind = WaitingKind.LogLines,
                Waiting = (ulong)waiting,
                Limit = (ulong)limit,
                Dropped = (ulong)dropped,
            }
        );
        view.Waiting.Add(
            new WaitingLine
            {
                Kind = WaitingKind.Watchers,
                Waiting = (ulong)page.Watchers,
                Limit = PageService.WatchersMax,
            }
        );
    }
}
