"""The headings that HR systems and people use, folded: small letters, no punctuation."""

HEADINGS = {
    "role": """roll, programroll, roll i programmet, deltagarroll, deltar som, mentor adept,
        mentor eller adept, role, role in programme, role in the programme, role in program,
        takes part as, mentor mentee, mentor or mentee""",
    "given_name": """förnamn, fornamn, tilltalsnamn, first name, firstname, given name,
        givenname, given, forename""",
    "family_name": "efternamn, släktnamn, last name, lastname, surname, family name, familyname",
    "name": """namn, hela namnet, fullständigt namn, för och efternamn, förnamn och efternamn,
        visningsnamn, deltagare, medarbetare, name, whole name, full name, fullname, display
        name, displayname, participant, employee""",
    "email": """epost, e post, epostadress, e postadress, e post adress, mejl, mejladress,
        jobbmejl, e post arbete, e post jobb, mail, mailadress, mail address, email, e mail,
        email address, e mail address, work email, work e mail, business email, business e mail,
        business email address, business e mail address, company email, userprincipalname, upn""",
    "id": """id, nr, anställningsnummer, anställningsnr, anstnr, anst nr, medarbetar id,
        employee id, employee number, employee no, staff id, user id""",
    "organisation": """organisation, organization, org, företag, bolag, arbetsgivare,
        medlemsföretag, partnerföretag, partner, company, employer""",
    "sector": "bransch, sektor, näringsgren, sector, industry, branch",
    "unit": """enhet, organisationsenhet, organisatorisk enhet, avdelning, avd, förvaltning,
        sektion, grupp, team, unit, business unit, org unit, department, dept, division, section""",
    "title": """titel, befattning, yrkestitel, arbetstitel, tjänst, yrke, title, job title,
        jobtitle, position, position title""",
    "level": """nivå, niva, befattningsnivå, chefsnivå, karriärnivå, level, grade, career level,
        job level, leadership level, seniority""",
    "manager": """chef, närmaste chef, närmsta chef, chefens e post, chefens epost, chefens e
        postadress, chefens mejl, chefens mejladress, chefens mail, chefens mailadress, närmaste
        chefs e post, chef e post, chef epost, chef id, chefens id, chefens anställningsnummer,
        rapporterar till, manager, line manager, manager email, manager e mail, manager s email,
        managers email, manager id, supervisor, line manager email, line manager e mail, line
        manager s email, line manager s e mail, supervisor email, reports to, boss""",
    "languages": """språk, talspråk, språkkunskaper, kan prata, pratar, languages, language,
        spoken languages, languages spoken, speaks""",
    "place": """ort, stad, arbetsort, placeringsort, kontor, plats, place, town, city, location,
        work location, office, office location, site""",
    "ways_to_meet": """sätt att ses, hur vi kan ses, mötesform, mötessätt, träffas, ways to
        meet, way to meet, how to meet, meeting form""",
    "hours": """tider, tider som passar, passande tider, tid på dagen, hours, hours that suit,
        suitable hours, times, time of day""",
    "phone": """telefon, telefonnummer, tel, mobil, mobilnummer, mobiltelefon, phone, phone
        number, mobile, mobile phone, cell, telephone""",
    "wants": """vill, vill prata om, vill lära, vill lära sig, önskar, önskemål, teman, ämnen,
        önskade teman, önskade ämnen, wants, wants to talk about, wants to learn, wishes,
        topics, topics wanted""",
    "offers": """erbjuder, kan bidra med, bidrar med, kan, kan lära ut, kunskaper, kompetens,
        kompetenser, offers, can contribute with, contributes, can teach, topics offered, skills""",
    "goals": """mål, målsättning, typ av mål, slags mål, goal, goals, kind of goal, kinds of
        goal, objective, objectives""",
    "knows": """känner, känner redan, bekanta, bekant med, knows, already knows, acquaintances,
        acquainted with""",
    "not_with": """inte med, ej med, inte tillsammans med, undvik, not with, notwith, not
        together with, avoid, exclude""",
    "prefers": """gärna med, önskar partner, önskad partner, önskade partner, prefers,
        preferred partner, preferred partners, gladly with, would like to meet""",
    "capacity": """antal par, par samtidigt, antal adepter, antal mentorer, kapacitet, capacity,
        pairs, pairs at a time, number of pairs, max pairs""",
}
