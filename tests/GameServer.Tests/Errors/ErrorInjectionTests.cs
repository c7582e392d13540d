using System;
using System.Linq;
using GameServer.Core;
using GameServer.Tests.Errors.Injection;
using Xunit;

namespace GameServer.Tests.Errors;

/// <summary>
/// Makes every error of the catalogue happen, and looks for its code in every place that the catalogue names. What nobody can make happen fails: a code that is added needs an injection here.
/// </summary>
public sealed class ErrorInjectionTests
{
    private static readonly ILookup<ErrorCode, Func<ErrorPlaces>> s_injections =
        SdkInjections.All().Concat(SessionInjections.All()).Concat(ApiInjections.All()).Concat(NodeInjections.All()).Concat(LineInjections.All()).ToLookup(injection => injection.Code, injection => injection.Run);

    public static TheoryData<ErrorCode> Codes() => new(ErrorCatalogue.All.Select(error => error.Code));

    [Theory, MemberData(nameof(Codes))]
    public void An_error_that_is_made_to_happen_shows_its_code_wherever_the_catalogue_says(ErrorCode code)
    {
        ErrorPlaces seen = ErrorPlaces.None;
        foreach (Func<ErrorPlaces> inject in s_injections[code]) seen |= inject();
        ErrorPlaces missing = ErrorCatalogue.Of(code).Places & ~seen;
        Assert.True(missing == ErrorPlaces.None, $"{code} was not seen in: {missing}; seen in: {seen}");
    }
}
