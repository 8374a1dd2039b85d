using FsCheck;
using FsCheck.Fluent;

namespace MiaIa.Engine.Tests.Support;

/// <summary>Holds a law for many seeds. A seed that breaks it is printed by FsCheck and replays as it is.</summary>
internal static class Law
{
    public static void Holds(Action<int> law, int seeds = 15) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(seeds), Prop.ForAll(ArbMap.Default.ArbFor<int>(), law));
}
