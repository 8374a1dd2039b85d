using System.Globalization;
using System.Runtime.InteropServices;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Machine;

/// <summary>What runs here, and what the studies say that they are. Under the runner's lock.</summary>
internal static class VersionReport
{
    internal static void Add(MachineView view, EngineState state)
    {
        Add("engine", "", state.Options.EngineVersion);
        Add("rules", "", EngineState.RulesVersion.ToString(CultureInfo.InvariantCulture));
        Add("runtime", "", RuntimeInformation.FrameworkDescription);
        Add("system", "", $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");
        foreach (var instrument in state.Instruments)
        {
            if (instrument.Publisher?.Hello is not { } hello)
                continue;
            Add("study", instrument.Name, hello.StudyVersion);
            Add("sierra", instrument.Name, hello.SierraVersion);
            Add("protocol", instrument.Name, hello.ProtocolVersion.ToString(CultureInfo.InvariantCulture));
        }

        void Add(string part, string subject, string version)
        {
            if (version.Length == 0)
                return;
            view.Version.Add(
                new PartVersion
                {
                    Part = part,
                    Subject = subject,
                    Version = version,
                }
            );
        }
    }
}
