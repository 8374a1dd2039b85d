using System.Diagnostics;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Switches;
using MiaIa.Hosting;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Service;

/// <summary>Takes a call that asks the program to end. The answer goes out first: the server lets calls that have begun end.</summary>
internal sealed class StopCalls(StopSwitch stop, LogMessages log)
{
    internal StopReply Take(StopRequest request)
    {
        if (stop.Press())
            log.StopAsked(PrintableText.From(request.By));
        using var self = Process.GetCurrentProcess();
        return new StopReply
        {
            ProcessId = (uint)self.Id,
            ProcessBeganUnixMs = new DateTimeOffset(self.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds(),
        };
    }
}
