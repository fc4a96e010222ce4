"""That "the pair or the coordinator" propose was an option that did what "the coordinator" does."""

from typing import Any

from django.db import migrations, models


def by_the_coordinator(apps: Any, _: Any) -> None:
    programmes = apps.get_model("viceversa", "Programme").objects
    programmes.filter(matcher="pair_or_coordinator").update(matcher="coordinator")


class Migration(migrations.Migration):

    dependencies = [
        ('viceversa', '0003_saml'),
    ]

    operations = [
        migrations.RunPython(by_the_coordinator),
        migrations.AlterField(
            model_name='programme',
            name='matcher',
            field=models.CharField(choices=[('coordinator', 'the coordinator'), ('coordinator_and_partner', 'the coordinator with the partner'), ('committee', 'a matching committee proposes, the coordinator confirms')], max_length=30, verbose_name='who matches'),
        ),
    ]
