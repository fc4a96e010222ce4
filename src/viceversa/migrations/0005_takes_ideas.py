from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('viceversa', '0004_who_proposes'),
    ]

    operations = [
        migrations.AddField(
            model_name='programme',
            name='takes_ideas',
            field=models.BooleanField(db_default=True, default=True),
        ),
    ]
